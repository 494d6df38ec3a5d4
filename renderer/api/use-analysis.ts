import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type {
  AppError,
  ArchiveImage,
  ImageAnalysis,
  JobSnapshot,
  LayerSource,
  LowerLayers,
} from './contract';
import { requestKey, useRequest } from './requests';
import { type AnalyseJob, useAnalyseJob } from './use-analyse-job';

/** How far the layers of a source are known. */
export type Analysis =
  | { state: 'opening' }
  | { state: 'unknown' }
  | { state: 'running' }
  | { state: 'cancelled' }
  | { state: 'failed'; error: AppError }
  | { state: 'choose'; images: ArchiveImage[] }
  | { state: 'ready'; analysis: ImageAnalysis };

export interface AnalysisView {
  analysis: Analysis;
  /** Layers that are known from other images, while the whole is not. */
  lower: LowerLayers | null;
  analyse: AnalyseJob;
  /** Reads what failed once more. */
  retry: () => void;
}

/** What is known of a source's layers, followed while they are read. */
export function useAnalysis(source: LayerSource): AnalysisView {
  const queries = useQueryClient();
  // The answer also makes main open the tree, which it may have forgotten since it was asked last.
  const open = useRequest('layers.open', { source }, { staleTime: 0 });
  const { data: opened, error, refetch } = open;
  const analyse = useAnalyseJob(source);
  const { job } = analyse;
  const done = job?.state === 'done' ? job.id : null;
  const seen = useRef<string | null>(null);
  useEffect(() => {
    if (done === null || seen.current === done) return;
    seen.current = done;
    void queries.invalidateQueries({ queryKey: requestKey('layers.open') });
  }, [done, queries]);

  const retry = () => {
    if (error) void refetch();
    else analyse.start();
  };
  const failure = error?.appError ?? analyse.error;
  const answerIsOld = open.dataUpdatedAt <= (job?.endedAt ?? 0) || open.isFetching;
  const analysis = (): Analysis => {
    if (opened?.state === 'ready') return { state: 'ready', analysis: opened.analysis };
    if (opened?.state === 'choose') return { state: 'choose', images: opened.images };
    if (failure) return { state: 'failed', error: failure };
    if (opened === undefined || !analyse.known) return { state: 'opening' };
    return ofJob(job, answerIsOld);
  };
  const lower = (opened?.state === 'unknown' && opened.lower) || null;
  return { analysis: analysis(), lower, analyse, retry };
}

/** What can be browsed: all layers, or those that are known from other images. */
export function knownLayers({
  analysis,
  lower,
}: Pick<AnalysisView, 'analysis' | 'lower'>): LowerLayers | null {
  if (analysis.state === 'ready') return { analysis: analysis.analysis, missing: noLayers };
  return lower;
}

/** The same array each time. */
const noLayers: LowerLayers['missing'] = [];

/** What the newest job says of layers that were not known when main was asked. */
function ofJob(job: JobSnapshot | null, answerIsOld: boolean): Analysis {
  switch (job?.state) {
    case undefined:
      return { state: 'unknown' };
    case 'running':
      return { state: 'running' };
    case 'failed':
      return job.error ? { state: 'failed', error: job.error } : { state: 'unknown' };
    case 'cancelled':
      return { state: 'cancelled' };
    case 'done':
      // The answer that names the tree is on its way.
      return { state: answerIsOld ? 'running' : 'unknown' };
  }
}
