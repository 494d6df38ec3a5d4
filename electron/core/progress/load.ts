import { normalize } from '../reference';
import type { StreamMessage } from '../stream-message';
import { addOnce, type Progress, type ProgressOutcome, RowTable } from './rows';

const loadedImage = /^Loaded image(?:\(s\))?: (.+)$/;
const loadedId = /^Loaded image ID: (\S+)$/;
const importedId = /^[a-z0-9]+:[0-9a-f]{64}$/;
const remark = /^The image .* already exists, renaming|^Error unpacking image/;

class LoadProgress implements Progress {
  private readonly table = new RowTable();
  private readonly references: string[] = [];
  private readonly imageIds: string[] = [];
  private readonly remarks: string[] = [];
  private open = '';

  fold(message: StreamMessage): void {
    if (message.status === 'Loading layer') this.foldLayer(message);
    if (importedId.test(message.status)) this.conclude(this.imageIds, message.status);
    for (const line of message.stream.split('\n')) this.foldLine(line.trim());
  }

  rows() {
    return this.table.rows();
  }

  bytes() {
    return this.table.bytes();
  }

  outcome(): ProgressOutcome {
    return {
      digest: null,
      upToDate: false,
      references: [...this.references],
      imageIds: [...this.imageIds],
      remarks: [...this.remarks],
    };
  }

  /** Layers are loaded one after the other and no line says that one is done: the next one's start does. */
  private foldLayer(message: StreamMessage): void {
    if (this.open !== '' && this.open !== message.id) this.table.end(this.open, 'done');
    this.open = message.id;
    this.table.transfer(message, 'extracting');
  }

  private foldLine(line: string): void {
    const id = loadedId.exec(line)?.[1];
    if (id !== undefined) this.conclude(this.imageIds, id);
    // Podman names all images of the archive in one line.
    const names = loadedImage.exec(line)?.[1]?.split(',') ?? [];
    for (const name of names) this.conclude(this.references, normalize(name.trim()));
    if (remark.test(line)) addOnce(this.remarks, line);
  }

  private conclude(list: string[], value: string): void {
    addOnce(list, value);
    this.table.endAll('done');
  }
}

/**
 * Progress of `POST /images/load` and of `POST /images/create?fromSrc=-` (import). Graph engines count
 * the bytes of each layer that they did not have; containerd tells nothing but the names in the end.
 */
export function loadProgress(): Progress {
  return new LoadProgress();
}
