import { useTranslation } from 'react-i18next';
import type { ImageDetails } from '../../../api/contract';
import { Chip } from '../../../ui/chip';
import { CopyButton } from '../../../ui/copy-button';
import { HighlightedCommand } from '../../../ui/highlighted-command';
import { visibleText } from '../../../ui/visible-text';
import { commandLine, shellText } from './command-line';
import { Fact, Facts, Section, Unset } from './facts';
import { HealthCheck } from './health-check';

/** What a container of this image does when it starts, and under which conditions. */
export function Running({ details }: { details: ImageDetails }) {
  const { t } = useTranslation('images');
  const linux = details.os === 'linux';
  return (
    <Section title={t('overview.running')}>
      <StartLine words={[...details.entrypoint, ...details.command]} />
      <Facts>
        <Words name={t('overview.entrypoint')} words={details.entrypoint} />
        <Words name={t('overview.command')} words={details.command} />
        <Fact name={t('overview.user')}>
          <Given value={details.user} none={linux ? t('overview.userRoot') : t('overview.userDefault')} />
        </Fact>
        <Fact name={t('overview.workingDir')}>
          <Given
            value={details.workingDir}
            none={linux ? t('overview.workingDirRoot') : t('overview.workingDirDefault')}
          />
        </Fact>
        <Values name={t('overview.ports')} values={details.exposedPorts} hint={t('overview.portsHint')} />
        <Values name={t('overview.volumes')} values={details.volumes} hint={t('overview.volumesHint')} />
        <Fact name={t('overview.healthcheck')}>
          <HealthCheck check={details.healthcheck} />
        </Fact>
        <Fact name={t('overview.stopSignal')}>
          <Given value={details.stopSignal} none={t('overview.stopSignalDefault')} />
        </Fact>
        {details.shell.length > 0 && <Words name={t('overview.shell')} words={details.shell} />}
        {details.onBuild.length > 0 && (
          <Fact name={t('overview.onBuild')} hint={t('overview.onBuildHint')}>
            {details.onBuild.map((instruction) => (
              <HighlightedCommand
                key={instruction}
                text={instruction}
                language="dockerfile"
                className="block"
              />
            ))}
          </Fact>
        )}
      </Facts>
    </Section>
  );
}

/** Entrypoint and command as the one line that is run. */
function StartLine({ words }: { words: readonly string[] }) {
  const { t } = useTranslation('images');
  if (words.length === 0) return <p className="text-faint">{t('overview.runsNothing')}</p>;
  const line = shellText(words) ?? commandLine(words);
  return (
    <div className="flex items-start gap-1 rounded-md border border-line bg-sunken py-1 pr-1 pl-3">
      <div className="min-w-0 flex-1 py-1">
        <HighlightedCommand text={line} />
      </div>
      <CopyButton label={t('overview.runs')} text={line} />
    </div>
  );
}

function Given({ value, none }: { value: string; none: string }) {
  return value === '' ? (
    <Unset>{none}</Unset>
  ) : (
    <code className="font-mono text-sm">{visibleText(value)}</code>
  );
}

/** Words that belong together, each told apart. */
function Words({ name, words }: { name: string; words: readonly string[] }) {
  const { t } = useTranslation('images');
  return (
    <Fact name={name}>
      {words.length === 0 ? (
        <Unset>{t('overview.notSet')}</Unset>
      ) : (
        <HighlightedCommand text={commandLine(words)} />
      )}
    </Fact>
  );
}

/** Values of a kind as chips that are copied by a click. */
function Values({ name, values, hint }: { name: string; values: readonly string[]; hint: string }) {
  const { t } = useTranslation('images');
  if (values.length === 0) {
    return (
      <Fact name={name}>
        <Unset>{t('overview.notSet')}</Unset>
      </Fact>
    );
  }
  return (
    <Fact name={name} hint={hint}>
      <span className="flex flex-wrap gap-1 pb-0.5">
        {values.map((value) => (
          <Chip key={value} text={value} copyable />
        ))}
      </span>
    </Fact>
  );
}
