import { familiarName, normalize, parseReference } from '../reference';
import type { StreamMessage } from '../stream-message';
import { foldLayerStatus } from './layer-status';
import { addOnce, type Progress, type ProgressOutcome, RowTable } from './rows';

const pullingFrom = /^Pulling from \S+$/;
const digestLine = /^Digest: (\S+)$/;
const statusLine = /^Status: (Downloaded newer image for|Image is up to date for) (\S+)$/;
const remark = /^WARNING\b|\bdeprecat/i;

/** Whether a text names a repository alone, so the engine means all its tags. */
function isBareRepository(reference: string): boolean {
  const parsed = parseReference(reference);
  return parsed.problem === null && parsed.tag === '' && parsed.digest === '';
}

class PullProgress implements Progress {
  private readonly table = new RowTable();
  private readonly digests = new Set<string>();
  private readonly tags: string[] = [];
  private readonly named: string[] = [];
  private readonly remarks: string[] = [];
  private newer = false;
  private current = false;

  fold(message: StreamMessage): void {
    if (pullingFrom.test(message.status)) addOnce(this.tags, message.id);
    else if (!foldLayerStatus(this.table, message)) this.foldLine(message.status);
  }

  rows() {
    return this.table.rows();
  }

  bytes() {
    return this.table.bytes();
  }

  outcome(): ProgressOutcome {
    const [digest = null] = this.digests;
    return {
      digest: this.digests.size === 1 ? digest : null,
      upToDate: this.current && !this.newer,
      references: this.references(),
      imageIds: [],
      remarks: [...this.remarks],
    };
  }

  private foldLine(line: string): void {
    const digest = digestLine.exec(line)?.[1];
    if (digest !== undefined) this.digests.add(digest);
    const [, verdict, reference] = statusLine.exec(line) ?? [];
    if (verdict !== undefined && reference !== undefined) this.conclude(verdict, reference);
    else if (remark.test(line)) addOnce(this.remarks, line.trim());
  }

  private conclude(verdict: string, reference: string): void {
    const newer = verdict.startsWith('Downloaded');
    this.newer ||= newer;
    this.current ||= !newer;
    this.table.endAll(newer ? 'done' : 'exists');
    addOnce(this.named, reference);
  }

  /**
   * The status line names each image, except that graph engines name the bare repository once after all
   * tags of it were pulled; the tags stood in the lines before.
   */
  private references(): string[] {
    return this.named.flatMap((reference) => {
      const parsed = parseReference(reference);
      if (parsed.problem !== null || !isBareRepository(reference)) return [normalize(reference)];
      return this.tags.map((tag) => `${familiarName(parsed)}:${tag}`);
    });
  }
}

/** Progress of `POST /images/create?fromImage=…` on Docker 20.10 to 28 (both image stores) and Podman. */
export function pullProgress(): Progress {
  return new PullProgress();
}
