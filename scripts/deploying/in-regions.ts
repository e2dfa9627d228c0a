/**
 * The stacks of a stage in several regions, wave by wave: what a wave makes where the stage began, its key and its tables, has to be there
 * before that wave begins elsewhere.
 *
 * @param regions in their order
 */
export const inRegions = (
  waves: readonly (readonly string[])[],
  regions: readonly string[],
): readonly (readonly string[])[] =>
  waves.flatMap((wave) => regions.map((region) => wave.map((service) => `${service} ${region}`)));

/** What {@link inRegions} has put together. */
export function partsOf(stack: string): Readonly<{ service: string; region: string | undefined }> {
  const [service = '', region] = stack.split(' ');
  return { service, region };
}
