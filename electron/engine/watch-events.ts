import { codedError } from '../core/coded-error';
import type { Engine } from './engine';
import { toCodedError } from './engine-error';
import { asFields, fieldsOf, textMapOf, textOf } from './fields';
import { familiar } from './image-summary';
import { type JsonLine, jsonLines } from './json-lines';
import { openResponse } from './request';

/** Something happened to an image or a container. */
export interface EngineEvent {
  kind: 'image' | 'container';
  /**
   * Images: `pull tag untag delete load import push save prune` (and `create` with containerd). A `tag` that moves
   * a name says nothing of the image that lost it.
   * Containers: `create start die destroy rename commit …`; details after a colon are left out.
   */
  action: string;
  /**
   * The actor: an image id (`tag`, `untag`, `delete`, `load`, `import`, `save`), or a name where the engine says
   * only that (`pull`, `push`); a container id for containers. Empty for `prune`.
   */
  id: string;
  /**
   * Images: the name that the event is about, where the engine says it; graph drivers put the id here for `untag`,
   * and both for `delete`, `load` and `import`. Containers: the container's name.
   */
  name: string;
  /** Containers only: the image as the container names it. */
  image: string;
  /** The image that a container's `commit` made, which has no event of its own without a name; else empty. */
  imageId: string;
  /** `since` for a stream that goes on right behind this event: `seconds.nanoseconds`. */
  time: string;
}

export interface WatchOptions {
  /** Replays what happened after this moment, `EngineEvent.time` or Unix seconds. */
  since?: string | undefined;
  signal: AbortSignal;
  onEvent: (event: EngineEvent) => void;
  /** The engine has accepted the stream: events from now on will be heard. */
  onOpen?: () => void;
}

/**
 * `GET /events` for images and containers. Resolves when `signal` aborts; throws `engine-lost` (or why else it
 * cannot listen) otherwise, also when the engine closes the stream politely.
 */
export async function watchEvents(
  engine: Engine,
  { since, signal, onEvent, onOpen }: WatchOptions,
): Promise<void> {
  try {
    const answer = await openResponse(engine.docker, {
      method: 'GET',
      path: '/events',
      query: { since, filters: '{"type":["image","container"]}' },
      signal,
    });
    onOpen?.();
    for await (const line of jsonLines(answer)) {
      const event = toEvent(line);
      if (event !== null) onEvent(event);
    }
  } catch (thrown) {
    if (signal.aborted) return;
    throw toCodedError(thrown);
  }
  if (!signal.aborted)
    throw codedError('engine-lost', 'the engine closed its event stream', { why: 'answer-cut-off' });
}

/** Null for other kinds: Podman's filters let some through. */
function toEvent({ raw, value }: JsonLine): EngineEvent | null {
  const event = asFields(value, 'event');
  const kind = textOf(event.Type);
  if (kind !== 'image' && kind !== 'container') return null;
  const actor = fieldsOf(event.Actor);
  const { name = '', image = '', imageID = '' } = textMapOf(actor.Attributes);
  return {
    kind,
    action: textOf(event.Action).split(':', 1)[0] ?? '',
    id: idOf(kind, textOf(actor.ID)),
    name: kind === 'image' ? familiar(name) : name,
    image: kind === 'container' ? image : '',
    imageId: imageID === '' ? '' : idOf('image', imageID),
    time: momentAfter(raw),
  };
}

const idOf = (kind: EngineEvent['kind'], id: string) =>
  kind === 'image' && /^[0-9a-f]{64}$/.test(id) ? `sha256:${id}` : id;

/**
 * One nanosecond later: `since` includes its moment. Read from the text, because 19 digits do not fit into a
 * JavaScript number.
 */
function momentAfter(raw: string): string {
  const nanoseconds = /"timeNano":(\d+)/.exec(raw)?.[1];
  if (nanoseconds === undefined) return '';
  const next = (BigInt(nanoseconds) + 1n).toString().padStart(10, '0');
  return `${next.slice(0, -9)}.${next.slice(-9)}`;
}
