import { isRecord } from './template.ts';

/**
 * Evaluates a condition of a template by its name.
 *
 * @param conditions the template's `Conditions`.
 * @param resolve resolves the intrinsic functions inside a condition's operands.
 * @throws Error when the condition is not declared or uses a function that is not known.
 */
export function evaluateCondition(
  name: string,
  conditions: Readonly<Record<string, unknown>>,
  resolve: (value: unknown) => unknown,
): boolean {
  const condition = conditions[name];
  if (condition === undefined) throw new Error(`Condition ${name} is not declared in this template`);
  const holds = (expression: unknown): boolean => {
    const [key, argument] = isRecord(expression) ? (Object.entries(expression)[0] ?? []) : [];
    const operands = Array.isArray(argument) ? (argument as unknown[]) : [argument];
    switch (key) {
      case 'Condition':
        return evaluateCondition(String(argument), conditions, resolve);
      case 'Fn::Equals': {
        const [left, right] = operands.map((operand) => JSON.stringify(resolve(operand)));
        return left === right;
      }
      case 'Fn::Not':
        return !holds(operands[0]);
      case 'Fn::And':
        return operands.every(holds);
      case 'Fn::Or':
        return operands.some(holds);
      default:
        throw new Error(`Condition ${name} uses ${key ?? 'nothing'}, which the local account does not know`);
    }
  };
  return holds(condition);
}
