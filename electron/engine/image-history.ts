import type { RawHistoryEntry } from '../core/image-model';
import type { Engine } from './engine';
import { asFieldsList, type Fields, numberOf, textOf } from './fields';
import { imagePath } from './image-path';
import { referencesOf, withAlgorithm } from './image-summary';
import { readJson } from './request';

/** `GET /images/{name}/history`, newest first. Throws `not-found` when there is no such image. */
export async function imageHistory(
  engine: Engine,
  nameOrId: string,
  { signal }: { signal?: AbortSignal } = {},
): Promise<RawHistoryEntry[]> {
  const path = `${imagePath(nameOrId)}/history`;
  const answer = await readJson(engine.docker, {
    method: 'GET',
    path,
    signal,
    context: { reference: nameOrId },
  });
  return asFieldsList(answer, 'image history').map(toEntry);
}

function toEntry(entry: Fields): RawHistoryEntry {
  const id = textOf(entry.Id);
  return {
    id: id === '<missing>' ? '' : withAlgorithm(id),
    createdBy: textOf(entry.CreatedBy),
    created: Math.max(0, numberOf(entry.Created)) * 1000,
    sizeBytes: numberOf(entry.Size),
    comment: textOf(entry.Comment),
    tags: referencesOf(entry.Tags),
  };
}
