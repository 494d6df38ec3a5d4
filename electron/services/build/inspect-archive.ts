import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import type { BuildContext } from '../../contract';
import { remoteName } from '../../core/build/remote-context';
import { outlineDockerfile } from './dockerfile-outline';
import { keepLargest } from './file-facts';
import { suggestTag } from './inspect-context';
import { emptyFigures } from './measure-context';
import { isDockerfileName } from './pack-context';

/** Longer Dockerfiles are sent, and not looked into before. */
const LONGEST_DOCKERFILE = 2_000_000;

/** What is known of a context that the engine fetches itself: how the image may be called. */
export function inspectRemote(address: string, dockerfile = 'Dockerfile'): BuildContext {
  return {
    ...emptyFigures,
    kind: 'remote',
    folder: address,
    dockerfiles: [],
    dockerfile,
    suggestedTag: suggestTag(remoteName(address)),
    complete: true,
    stages: [],
    buildArgs: [],
  };
}

/** Looks into a tar that is a build context, plain or packed with gzip; of others only the name is known. */
export async function inspectArchive(
  input: { path: string; dockerfile?: string | undefined },
  signal: AbortSignal,
): Promise<BuildContext> {
  const found = { ...emptyFigures, largest: [] as BuildContext['largest'] };
  const texts = new Map<string, string>();
  for await (const { name, size, text } of membersOf(input.path, signal)) {
    found.files += 1;
    found.bytes += size;
    keepLargest(found.largest, name, size);
    if (text !== null) texts.set(name, text);
  }
  const dockerfiles = [...texts.keys()].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  const dockerfile = input.dockerfile ?? dockerfiles[0] ?? 'Dockerfile';
  return {
    ...found,
    kind: 'archive',
    folder: input.path,
    dockerfiles,
    dockerfile,
    suggestedTag: suggestTag(remoteName(input.path)),
    complete: true,
    ...outlineDockerfile(texts.get(dockerfile) ?? ''),
  };
}

interface Member {
  name: string;
  size: number;
  /** Of Dockerfiles at the top. */
  text: string | null;
}

async function* membersOf(file: string, signal: AbortSignal): AsyncGenerator<Member> {
  const source = createReadStream(file, { signal });
  const entries = extract();
  const unpacked = /gz$/i.test(file) ? source.pipe(createGunzip()) : source;
  // What is cut off or packed otherwise ends the walk; the engine will say what it thinks of it.
  source.on('error', () => entries.destroy());
  unpacked.on('error', () => entries.destroy());
  unpacked.pipe(entries as unknown as NodeJS.WritableStream);
  try {
    for await (const entry of entries) {
      const { name: path, type = 'file', size = 0 } = entry.header;
      const name = path.replace(/^\.?\/+/, '');
      const wanted = isDockerfileName(name) && !name.includes('/') && size <= LONGEST_DOCKERFILE;
      if (type !== 'file') entry.resume();
      else
        yield {
          name,
          size,
          text: wanted ? await textOf(entry as unknown as AsyncIterable<Buffer>) : skip(entry),
        };
    }
  } catch (thrown) {
    if (signal.aborted) throw thrown;
    // A file that is no whole tar is known by its beginning.
  } finally {
    entries.destroy();
    source.destroy();
  }
}

function skip(entry: { resume: () => unknown }): null {
  entry.resume();
  return null;
}

async function textOf(entry: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of entry) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
