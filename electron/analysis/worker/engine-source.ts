import { compareApi } from '../../engine/api-version';
import { saveImages } from '../../engine/save-images';
import { openTransport, type Transport } from '../../engine/transport';
import type { Archive } from '../archive/archive';
import type { StreamedArchive } from '../archive/streamed-archive';
import type { ImageSource, PassOptions } from '../image/image-source';
import type { EngineImage, EnginePlace } from '../protocol';

/** First API version that exports one platform of several. */
const PLATFORM_API = '1.48';

/** The archive that an engine makes of an image. It passes by once for each reading. */
export class EngineSource implements ImageSource {
  /** Engines compare layers with their diffIDs. */
  readonly scope = '';
  readonly #image: EngineImage;
  readonly #place: EnginePlace;

  constructor(image: EngineImage, place: EnginePlace) {
    this.#image = image;
    this.#place = place;
  }

  async openArchive(): Promise<Archive | null> {
    return null;
  }

  async pass(archive: StreamedArchive, { signal, onBytes, enough }: PassOptions): Promise<boolean> {
    const { endpoint, tls, apiVersion } = this.#place;
    const opened: Transport[] = [];
    const docker = async () => {
      const transport = await openTransport({ endpoint, tls, problem: null });
      opened.push(transport);
      return transport.at(apiVersion);
    };
    const stop = new AbortController();
    const follow = () => stop.abort(signal.reason);
    if (signal.aborted) follow();
    signal.addEventListener('abort', follow, { once: true });
    let hasEnough = false;
    const take = async (piece: Buffer): Promise<void> => {
      await archive.take(piece);
      onBytes(piece.length);
      hasEnough = enough();
      if (hasEnough) stop.abort();
    };
    try {
      await saveImages({ endpoint, info: { apiVersion }, docker }, this.#input(apiVersion), take, {
        signal: stop.signal,
      });
      return true;
    } catch (thrown) {
      if (hasEnough) return false;
      throw thrown;
    } finally {
      signal.removeEventListener('abort', follow);
      for (const transport of opened) transport.close();
    }
  }

  #input(apiVersion: string) {
    const { id, os, architecture, variant } = this.#image;
    const images = [id];
    if (compareApi(apiVersion, PLATFORM_API) < 0 || os === '' || architecture === '') return { images };
    return { images, platform: { os, architecture, ...(variant === '' ? {} : { variant }) } };
  }
}
