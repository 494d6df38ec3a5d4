import { normalize } from '../reference';
import type { StreamMessage } from '../stream-message';
import { foldLayerStatus } from './layer-status';
import { addOnce, type Progress, type ProgressOutcome, RowTable } from './rows';

const repositoryLine = /^The push refers to repository \[(\S+)\]$/;
const digestLine = /^(\S+): digest: (\S+) size: \d+$/;
const remark = /^WARNING\b|\bdeprecat/i;

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && name in value ? Reflect.get(value, name) : undefined;

class PushProgress implements Progress {
  private readonly table = new RowTable();
  private readonly digests = new Set<string>();
  private readonly references: string[] = [];
  private readonly remarks: string[] = [];
  private repository = '';

  fold(message: StreamMessage): void {
    if (message.aux !== null) this.foldAux(message.aux);
    if (!foldLayerStatus(this.table, message)) this.foldLine(message.status);
  }

  rows() {
    return this.table.rows();
  }

  bytes() {
    return this.table.bytes();
  }

  outcome(): ProgressOutcome {
    const rows = this.table.rows();
    const [digest = null] = this.digests;
    return {
      digest: this.digests.size === 1 ? digest : null,
      upToDate: this.digests.size > 0 && rows.length > 0 && rows.every((row) => row.phase === 'exists'),
      references: [...this.references],
      imageIds: [],
      remarks: [...this.remarks],
    };
  }

  /** Graph engines tell the manifest twice, as a line and as `{Tag, Digest, Size}`; containerd as a line alone. */
  private foldAux(aux: unknown): void {
    const tag = field(aux, 'Tag');
    const digest = field(aux, 'Digest');
    if (typeof tag === 'string' && typeof digest === 'string') this.conclude(tag, digest);
    if (field(aux, 'manifestPushedInsteadOfIndex') === true) {
      addOnce(
        this.remarks,
        'Only the manifest of one platform was pushed: the others are not on this engine.',
      );
    }
  }

  private foldLine(line: string): void {
    this.repository = repositoryLine.exec(line)?.[1] ?? this.repository;
    const [, tag, digest] = digestLine.exec(line) ?? [];
    if (tag !== undefined && digest !== undefined) this.conclude(tag, digest);
    else if (remark.test(line)) addOnce(this.remarks, line.trim());
  }

  private conclude(tag: string, digest: string): void {
    this.digests.add(digest);
    this.table.endAll('done');
    if (this.repository !== '') addOnce(this.references, normalize(`${this.repository}:${tag}`));
  }
}

/** Progress of `POST /images/{name}/push` of one reference, or of all tags of a repository. */
export function pushProgress(): Progress {
  return new PushProgress();
}
