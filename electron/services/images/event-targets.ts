import type { EngineEvent } from '../../engine/watch-events';

/** Actions after which an image may have come, gone, or carry other names. `push`, `save` and `prune` change nothing themselves. */
const imageActions = new Set([
  'pull',
  'tag',
  'untag',
  'delete',
  'load',
  'import',
  'create',
  'commit',
  'build',
]);
const containerCountActions = new Set(['create', 'destroy', 'remove', 'rename']);
const containerStateActions = new Set(['start', 'die', 'stop', 'kill', 'pause', 'unpause', 'restart', 'oom']);

/** Ids and names of the images to ask for after an event. */
export function imagesNamedBy(event: EngineEvent): string[] {
  if (event.kind === 'container')
    return event.action === 'commit' && event.imageId !== '' ? [event.imageId] : [];
  if (!imageActions.has(event.action)) return [];
  return [...new Set([event.id, event.name])].filter((name) => name !== '');
}

/** Whether there are other containers after an event, or the same ones in another state. */
export function containersChangedBy(event: EngineEvent): 'set' | 'state' | 'no' {
  if (event.kind !== 'container') return 'no';
  if (containerCountActions.has(event.action)) return 'set';
  return containerStateActions.has(event.action) ? 'state' : 'no';
}
