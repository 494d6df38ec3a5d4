import { ContainersTab } from './features/containers/containers-tab';
import { DockerfileTab } from './features/history/dockerfile-tab';
import { HistoryTab } from './features/history/history-tab';
import { ImageDetails, type ImageDetailsProps } from './features/images/details/image-details';
import { LayersTab } from './features/layers/layers-tab';

const parts = {
  layers: LayersTab,
  history: HistoryTab,
  dockerfile: DockerfileTab,
  containers: ContainersTab,
};

/** The details of an image with the tabs that other features draw. */
export default function DetailsWithTabs(props: Omit<ImageDetailsProps, 'parts'>) {
  return <ImageDetails {...props} parts={parts} />;
}
