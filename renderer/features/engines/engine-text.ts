import type { TFunction } from 'i18next';
import type { AppError, EngineEndpoint } from '../../api/contract';
import { errorSentence } from '../../i18n/error-text';

export type EnginesT = TFunction<'engines'>;

/** What a person calls an endpoint; the app's own one in the language of the window. */
export function endpointName(endpoint: Pick<EngineEndpoint, 'name' | 'source'>, t: EnginesT): string {
  return endpoint.source === 'sandbox' ? t('sandbox.name') : endpoint.name;
}

/** `Docker 28.5.2 · overlayfs` for an engine that answers, else what is known of its state. */
export function endpointLine(endpoint: EngineEndpoint, t: EnginesT): string {
  const { probe } = endpoint;
  switch (probe.state) {
    case 'unknown':
    case 'checking':
    case 'failed':
      return t(`state.${probe.state}`);
    case 'answers': {
      const product = t(`product.${probe.product}`);
      if (probe.storageDriver === '') return t('version', { product, version: probe.version });
      return t('versionAndDriver', { product, version: probe.version, driver: probe.storageDriver });
    }
  }
}

const reasons = [
  'missing',
  'refused',
  'permission',
  'unknown-host',
  'no-route',
  'timeout',
  'not-an-engine',
  'ssh',
  'bad-address',
] as const;
type Reason = (typeof reasons)[number];

/** Why an endpoint does not answer, in one sentence: the reason when main knows one, else the error's own. */
export function failureLine(error: AppError, t: EnginesT, tErrors: TFunction<'errors'>): string {
  const reason = reasons.find((candidate): candidate is Reason => candidate === error.params.reason);
  return reason ? t(`reason.${reason}`) : errorSentence(tErrors, error);
}
