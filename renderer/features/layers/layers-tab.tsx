import { useMemo } from 'react';
import type { LayerSource } from '../../api/contract';
import { sourceKey } from '../../api/use-analyse-job';
import { knownLayers, useAnalysis } from '../../api/use-analysis';
import { AnalysePanel } from './analysis/analyse-panel';
import { LayerBrowser } from './browser/layer-browser';
import { HistoryStack } from './history-stack';

/** The layers of an image: what the history tells of them, and once they were read, everything in them. */
export function LayersTab({ engineId, imageId }: { engineId: string; imageId: string }) {
  const source = useMemo<LayerSource>(() => ({ kind: 'image', engineId, id: imageId }), [engineId, imageId]);
  const view = useAnalysis(source);
  const known = knownLayers(view);
  if (known) {
    return (
      <LayerBrowser key={sourceKey(source)} source={source} {...known} analyse={view.analyse} expandable />
    );
  }
  return (
    <>
      <AnalysePanel source={source} view={view} />
      <HistoryStack engineId={engineId} imageId={imageId} />
    </>
  );
}
