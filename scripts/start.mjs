// Runs a script of the project on the Node that the project installs, and says so clearly when it cannot.
const NEEDED = 24;
const major = Number(process.versions.node.split('.')[0]);
const script = process.argv[2];

if (major < NEEDED) {
  console.error(
    `This needs Node ${NEEDED}, which the project installs by itself; now it runs on ${process.versions.node}. ` +
      `Start it with "npx -y pnpm@12 ${script?.replace('.ts', '') ?? 'dev'}".`,
  );
  process.exit(1);
}
process.argv.splice(1, 2, script);
try {
  await import(`./${script}`);
} catch (error) {
  // What a script says itself is a sentence for its user; anything else is a fault and keeps its stack.
  console.error(error instanceof Error && error.constructor === Error ? error.message : error);
  process.exitCode = 1;
}
