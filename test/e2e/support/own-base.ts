import { buildImage, busyboxRoot } from '../../support/images';

/**
 * A base image with a shell that no other file of tests has: equal content would be one image with the tags of
 * all of them, and its row would be named by the first.
 */
export async function buildOwnBase(engine: { socketPath: string }, tag: string): Promise<string> {
  return await buildImage(engine, {
    tag,
    dockerfile: `FROM scratch\nCOPY root/ /\nLABEL made-for=${tag}\nCMD ["/bin/sh"]\n`,
    files: (await busyboxRoot()).map((entry) => ({ ...entry, name: `root/${entry.name}` })),
  });
}
