import path from 'node:path';
import type { Publish } from '../../contract';
import type { EngineFollower, EnginesService } from '../engines/engines-service';
import { DetailsService } from './details-service';
import { FactsService } from './facts-service';
import { ImageListService } from './image-list-service';
import type { ListAccess } from './list-access';
import { PreviewService } from './preview-service';

export interface ImageServicesInput {
  /** What is known of images is kept below it. */
  cacheFolder: string;
  access: ListAccess;
  engines: EnginesService;
  publish: Publish;
  onError: (thrown: unknown) => void;
}

/** Everything about the images of the engine in use. */
export interface ImageServices {
  list: ImageListService;
  facts: FactsService;
  details: DetailsService;
  previews: PreviewService;
  /** Settles when everything is on disk. */
  flush(): Promise<void>;
}

export function createImageServices(input: ImageServicesInput): ImageServices {
  const { cacheFolder, access, engines, publish, onError } = input;
  const engine = (engineId: string) => engines.require(engineId);
  const publishList: Publish = (name, payload) => {
    publish(name, payload);
    const engineId = engines.state().activeId;
    if (name === 'images.changed' && engineId !== null) facts.listChanged(engineId);
  };
  const list = new ImageListService({
    access,
    cacheFolder: path.join(cacheFolder, 'lists'),
    publish: publishList,
    onError,
  });
  const facts = new FactsService({
    cacheFolder: path.join(cacheFolder, 'known'),
    listed: (engineId) => list.images(engineId),
    publish,
    onError,
  });
  const details = new DetailsService({
    cacheFolder: path.join(cacheFolder, 'details'),
    list,
    facts,
    engine,
    onError,
  });
  const previews = new PreviewService({ list, facts, details, engine });
  for (const follower of [facts, list, forgetter(engines, details)]) engines.follow(follower);
  const flush = async () => {
    await Promise.all([list.flush(), facts.flush()]);
  };
  return { list, facts, details, previews, flush };
}

/** Hears of pulled and loaded images before the list asks for them. */
function forgetter(engines: EnginesService, details: DetailsService): EngineFollower {
  const nothing = () => undefined;
  return {
    begin: nothing,
    connected: nothing,
    lost: nothing,
    gap: nothing,
    end: nothing,
    event: (event) => {
      const engineId = engines.state().activeId;
      if (engineId !== null) details.forgetNamedBy(engineId, event);
    },
  };
}
