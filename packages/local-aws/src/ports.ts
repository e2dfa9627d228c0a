/** Every address that the local shop listens on, by the name a developer knows it by. */
const DEFAULT_PORTS = {
  gateway: 4000,
  users: 4001,
  orders: 4002,
  analytics: 4003,
  logistics: 4004,
  platform: 4005,
  control: 4010,
  dynamodb: 4011,
  messaging: 4012,
  mailbox: 4013,
  payments: 4014,
  carrier: 4015,
  parameters: 4016,
  kuaidi100: 4017,
  'users-lambda': 4021,
  'orders-lambda': 4022,
  'analytics-lambda': 4023,
  'logistics-lambda': 4024,
  'platform-lambda': 4025,
} as const;

export type PortName = keyof typeof DEFAULT_PORTS;
export type Ports = Readonly<Record<PortName, number>>;

/** The environment variable that moves one port, e.g. `CARTLESS_PORT_ORDERS` or `CARTLESS_PORT_ORDERS_LAMBDA`. */
export const portVariable = (name: PortName): string =>
  `CARTLESS_PORT_${name.toUpperCase().replaceAll('-', '_')}`;

/**
 * Reads the ports from the environment. `CARTLESS_PORT_BASE` (default 4000) moves all of them together, so that
 * several checkouts can run side by side; `CARTLESS_PORT_<NAME>` moves one.
 *
 * @throws Error naming the variable, when a value is not a port number.
 */
export function readPorts(env: Readonly<Record<string, string | undefined>> = process.env): Ports {
  const base = portNumber('CARTLESS_PORT_BASE', env['CARTLESS_PORT_BASE'] ?? '4000');
  const entries = Object.entries(DEFAULT_PORTS).map(([name, port]) => {
    const variable = portVariable(name as PortName);
    const own = env[variable];
    return [name, own === undefined ? base + port - DEFAULT_PORTS.gateway : portNumber(variable, own)];
  });
  return Object.fromEntries(entries) as Ports;
}

function portNumber(variable: string, value: string): number {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(
      `${variable} is "${value}", which is not a port number. Set it to a number from 1 to 65535.`,
    );
  }
  return port;
}
