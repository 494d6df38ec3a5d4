import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { AnalysisHost } from '../../analysis/host';
import type { StartWorker } from '../../analysis/port';
import type { Publish } from '../../contract';
import type { EnginesService } from '../engines/engines-service';
import type { ImageServices } from '../images/image-services';
import type { Log } from '../log';
import type { SettingsService } from '../settings';
import { LayersService } from './layers-service';

export interface CreateInput {
  dataFolder: string;
  settings: SettingsService;
  publish: Publish;
  log: Log;
  startWorker: StartWorker;
  engines: EnginesService;
  images: ImageServices;
}

/** The layers service with its worker, wired to the engines and images of the app. */
export function createLayers({
  dataFolder,
  settings,
  engines,
  images,
  ...input
}: CreateInput): LayersService {
  const host = new AnalysisHost({
    start: input.startWorker,
    settings: {
      cacheFolder: path.join(dataFolder, 'layer-index'),
      cacheBytes: settings.get().layerCacheBytes,
      spoolFolder: path.join(
        dataFolder,
        'layer-contents',
        `${process.pid}-${randomBytes(4).toString('hex')}`,
      ),
    },
    onReading: (reading) => input.publish('layers.reading', reading),
    onProblem: (thrown) => input.log.error('layers', thrown),
  });
  settings.onChange(({ layerCacheBytes }) => {
    host.cacheBytes = layerCacheBytes;
  });
  return new LayersService({
    host,
    inspect: async (engineId, id) => await images.details.kept(engineId, id),
    image: (engineId, id) => images.list.image(engineId, id),
    lease: async (engineId) => await engines.lease(engineId),
    target: (engineId) => engines.target(engineId),
  });
}
