import type { StreamMessage } from '../stream-message';
import type { RowTable } from './rows';

type Update = (rows: RowTable, message: StreamMessage) => void;

/**
 * What engines say of one layer, and what it means for its row. Sources: distribution/xfer and
 * daemon/containerd/progress.go of Docker 20.10 to 28, pkg/api/handlers/compat of Podman 4.
 */
const byStatus = new Map<string, Update>([
  ['Pulling fs layer', (rows, { id }) => rows.announce(id, 'waiting')],
  ['Waiting', (rows, { id }) => rows.announce(id, 'waiting')],
  ['Preparing', (rows, { id }) => rows.announce(id, 'preparing')],
  ['Downloading', (rows, message) => rows.transfer(message, 'downloading')],
  ['Verifying Checksum', (rows, { id }) => rows.settle(id, 'verifying')],
  ['Download complete', (rows, { id }) => rows.settle(id, 'waiting')],
  ['Extracting', (rows, message) => rows.extract(message)],
  ['Pull complete', (rows, { id }) => rows.end(id, 'done')],
  ['Already exists', (rows, { id }) => rows.end(id, 'exists')],
  ['Layer already exists', (rows, { id }) => rows.end(id, 'exists')],
  ['Pushing', (rows, message) => rows.transfer(message, 'pushing')],
  ['Pushed', (rows, { id }) => rows.end(id, 'done')],
  ['Skipped foreign layer', (rows, { id }) => rows.end(id, 'exists')],
  // The layers of platforms that this engine does not hold, when only one platform's manifest is pushed.
  ['Unavailable', (rows, { id }) => rows.drop(id)],
]);

const retrying = /^Retrying in \d+ seconds?$/;
const mounted = /^Mounted from /;
const waiting = /\bWaiting\b/;

function updateFor(status: string): Update | undefined {
  if (retrying.test(status)) return (rows, { id }) => rows.enter(id, 'retrying');
  if (mounted.test(status)) return (rows, { id }) => rows.end(id, 'done');
  if (waiting.test(status)) return byStatus.get('Waiting');
  return undefined;
}

/** Updates the row that a message speaks of; answers false when the message speaks of no layer. */
export function foldLayerStatus(rows: RowTable, message: StreamMessage): boolean {
  if (message.id === '') return false;
  const update = byStatus.get(message.status) ?? updateFor(message.status);
  update?.(rows, message);
  return update !== undefined;
}
