import { DockerfileParser } from 'dockerfile-ast';
import type { BuildContext } from '../../contract';

/** Named stages in order and declared arguments, each once, with the default of its first declaration. */
export function outlineDockerfile(text: string): Pick<BuildContext, 'stages' | 'buildArgs'> {
  const parsed = DockerfileParser.parse(text);
  const stages = parsed.getFROMs().flatMap((from) => from.getBuildStage() ?? []);
  const defaults = new Map<string, string>();
  for (const arg of parsed.getARGs()) {
    const property = arg.getProperty();
    if (property === null || defaults.has(property.getName())) continue;
    defaults.set(property.getName(), property.getValue() ?? '');
  }
  return { stages, buildArgs: [...defaults].map(([name, defaultValue]) => ({ name, defaultValue })) };
}

/** Images named by FROM that come from a registry: no earlier stage, not `scratch`, no name made of arguments. */
export function baseImagesOf(text: string): string[] {
  const froms = DockerfileParser.parse(text).getFROMs();
  const stages = new Set(froms.flatMap((from) => from.getBuildStage()?.toLowerCase() ?? []));
  return froms
    .flatMap((from) => from.getImage() ?? [])
    .filter((image) => image !== 'scratch' && !image.includes('$') && !stages.has(image.toLowerCase()));
}
