import { clsx } from 'clsx';
import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type ErrorText, errorRemark, errorSentence, type StepName } from '../i18n/error-text';
import { Button } from './button';
import { CopyButton } from './copy-button';
import { Disclosure } from './disclosure';
import { Strata } from './strata';
import { visibleText } from './visible-text';

export interface ErrorViewProps<Step extends { step: StepName }> {
  error: ErrorText<Step>;
  /** Without it there are no buttons: this place cannot lead on. */
  onNext?: (step: Step) => void;
  /** Steps that this place can do; all when absent. */
  offers?: readonly StepName[];
  /** `page` fills its place, `box` stands in a form or list. */
  size?: 'page' | 'box';
  /** Further buttons. */
  actions?: ReactNode;
  className?: string;
}

/** A failure: one sentence, what to do next, and the other side's words folded below. */
export function ErrorView<Step extends { step: StepName }>(props: ErrorViewProps<Step>) {
  return props.size === 'page' ? <ErrorPage {...props} /> : <ErrorBox {...props} />;
}

function ErrorPage<Step extends { step: StepName }>(props: ErrorViewProps<Step>) {
  const { t } = useTranslation('errors');
  return (
    <div
      role="alert"
      className="flex h-full min-h-40 flex-col items-center justify-center gap-3 p-8 text-center"
    >
      <Strata size={80} hollow lit={null} />
      <p className="max-w-[480px] text-lg font-medium text-balance break-words">
        {visibleText(errorSentence(t, props.error))}
      </p>
      <Remark error={props.error} />
      <Steps {...props} primary />
      <Detail error={props.error} centered />
    </div>
  );
}

function ErrorBox<Step extends { step: StepName }>(props: ErrorViewProps<Step>) {
  const { t } = useTranslation('errors');
  return (
    <div
      role="alert"
      className={clsx(
        'flex min-w-0 items-start gap-2.5 rounded-lg bg-danger-soft px-3 py-2',
        props.className,
      )}
    >
      <CircleAlert aria-hidden size={15} className="mt-[2.5px] shrink-0 text-danger" />
      <div className="flex min-w-0 flex-1 flex-col gap-1.5">
        <p className="break-words">{visibleText(errorSentence(t, props.error))}</p>
        <Remark error={props.error} />
        <Steps {...props} />
        <Detail error={props.error} />
      </div>
    </div>
  );
}

function Steps<Step extends { step: StepName }>({
  error,
  onNext,
  offers,
  actions,
  primary = false,
}: ErrorViewProps<Step> & { primary?: boolean }) {
  const { t } = useTranslation('errors');
  const steps = onNext ? error.next.filter((next) => !offers || offers.includes(next.step)) : [];
  if (steps.length === 0 && !actions) return null;
  return (
    <div className="flex flex-wrap gap-2">
      {steps.map((next, index) => (
        <Button
          key={next.step}
          size={primary ? 'md' : 'sm'}
          variant={primary && index === 0 ? 'primary' : 'secondary'}
          onClick={() => onNext?.(next)}
        >
          {t(`step.${next.step}`)}
        </Button>
      ))}
      {actions}
    </div>
  );
}

/** What the app itself knows more exactly, in the language of the window. */
function Remark({ error }: { error: ErrorText }) {
  const { t } = useTranslation('errors');
  const text = error.why === undefined ? '' : errorRemark(t, error);
  if (text === '') return null;
  return <p className="max-w-[560px] text-sm break-words text-muted">{visibleText(text)}</p>;
}

/** The other side's own words; not those of the app, which stand above in the language of the window. */
function Detail({ error, centered = false }: { error: ErrorText; centered?: boolean }) {
  const { t } = useTranslation('errors');
  const { detail: text } = error;
  if (text === '' || error.why !== undefined) return null;
  return (
    <Disclosure summary={t('detail')} {...(centered ? { centered } : {})}>
      <div className="flex max-w-[560px] items-start gap-1 rounded-md border border-line bg-sunken py-1 pr-1 pl-2 text-left">
        <pre className="max-h-40 min-w-0 flex-1 overflow-auto py-0.5 font-mono text-sm break-words whitespace-pre-wrap text-muted">
          {visibleText(text)}
        </pre>
        <CopyButton label={t('detail')} text={text} />
      </div>
    </Disclosure>
  );
}
