import { type KeyboardEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { invoke } from '../../../api/client';
import type { ReferenceCheck } from '../../../api/contract';
import { useCapability, useEngine } from '../../../api/engine';
import { lackText } from '../../../i18n/error-text';
import { Checkbox } from '../../../ui/checkbox';
import { Select } from '../../../ui/select';
import { TextField } from '../../../ui/text-field';
import { OperationDialog } from '../operation-dialog';
import { registryName } from '../registry-name';
import { useReferenceCheck } from '../use-reference-check';
import { type JobInput, useStartJob } from '../use-start-job';
import { commonPlatforms } from './platforms';
import { isHalfWritten, withoutTag } from './reference-text';
import { optionId } from './suggestion-list';
import { SuggestionPane } from './suggestion-pane';
import { moveActive, type Suggestion } from './suggestions';
import { useSuggestions } from './use-suggestions';

export interface PullDialogProps {
  engineId: string | null;
  reference: string;
}

/** Stands for "no platform wanted"; a select has no empty value. */
const OWN_PLATFORM = 'own';

export function PullDialog({ engineId, reference }: PullDialogProps) {
  const { t } = useTranslation('operations');
  const [text, setText] = useState(reference);
  const [platform, setPlatform] = useState<string>(OWN_PLATFORM);
  const [allTags, setAllTags] = useState(false);
  const [refused, setRefused] = useState<ReferenceCheck['problem']>(null);
  const live = useReferenceCheck(engineId, text);
  const { startWhen, starting, error } = useStartJob(engineId);
  const completion = useCompletion(engineId, text, (picked) => write(picked.reference));

  const problem = refused ?? (isHalfWritten(text) ? null : (live.check?.problem ?? null));
  const write = (next: string) => {
    setText(next);
    setRefused(null);
    completion.reset();
  };
  const prepare = async (): Promise<JobInput | null> => {
    if (engineId === null) return null;
    const check = await invoke('images.checkReference', { engineId, text: text.trim() });
    setRefused(check.problem);
    if (!check.valid) return null;
    return {
      kind: 'pull',
      reference: allTags ? withoutTag(check.familiar, check.tag) : check.familiar,
      ...(platform === OWN_PLATFORM ? {} : { platform }),
      ...(allTags ? { allTags } : {}),
    };
  };
  return (
    <OperationDialog
      title={t('pull.title')}
      description={t('pull.description')}
      verb={t('pull.confirm')}
      onConfirm={() => void startWhen(prepare)}
      busy={starting}
      error={error}
      size="lg"
      note={<Destination check={live.check} allTags={allTags} />}
    >
      <div className="flex flex-col gap-2">
        <TextField
          label={t('pull.reference')}
          value={text}
          onChange={write}
          mono
          autoComplete="off"
          placeholder={t('pull.placeholder')}
          error={problem ? t(`rules.${problem}`) : undefined}
          {...completion.inputProps}
        />
        <SuggestionPane text={text} valid={problem === null} {...completion.paneProps} />
      </div>
      <div className="grid grid-cols-2 items-start gap-5">
        <PlatformSelect value={platform} onChange={setPlatform} />
        <AllTagsBox checked={allTags} onChange={setAllTags} />
      </div>
    </OperationDialog>
  );
}

/** Arrow keys, Enter and the suggestions that belong to a text. */
function useCompletion(engineId: string | null, text: string, pick: (suggestion: Suggestion) => void) {
  const listId = useId();
  // By name, because the options may change under the highlight.
  const [active, setActive] = useState<string | null>(null);
  const suggestions = useSuggestions(engineId, text);
  const options = suggestions.groups.flatMap((group) => group.items);
  const current = options.findIndex(({ reference }) => reference === active);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : null;
    const chosen = options[current];
    if (step !== null) setActive(options[moveActive(current, step, options.length)]?.reference ?? null);
    else if (event.key === 'Enter' && chosen) pick(chosen);
    else return;
    event.preventDefault();
  };
  return {
    reset: () => setActive(null),
    inputProps: {
      onKeyDown,
      'aria-autocomplete': 'list' as const,
      ...(options.length > 0 ? { 'aria-controls': listId } : {}),
      ...(current < 0 ? {} : { 'aria-activedescendant': optionId(listId, current) }),
    },
    paneProps: { listId, suggestions, active: current, onPick: pick, onKeyDown },
  };
}

function PlatformSelect({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation('operations');
  const { info } = useEngine();
  const { t: tErrors } = useTranslation('errors');
  const capability = useCapability('platform-pull');
  const own = info
    ? t('platformDefaultNamed', { platform: `${info.os}/${info.arch}` })
    : t('platformDefault');
  const unavailable = !capability.available && capability.lack !== null;
  return (
    <Select
      label={t('pull.platform')}
      value={value}
      onChange={onChange}
      disabled={unavailable}
      hint={unavailable ? t('unavailable', { reason: lackText(tErrors, capability) }) : undefined}
      options={[
        { value: OWN_PLATFORM, label: own },
        ...commonPlatforms.map((platform) => ({ value: platform, label: platform })),
      ]}
    />
  );
}

function AllTagsBox({ checked, onChange }: { checked: boolean; onChange: (checked: boolean) => void }) {
  const { t } = useTranslation('operations');
  const { t: tErrors } = useTranslation('errors');
  const capability = useCapability('all-tags');
  const unavailable = !capability.available && capability.lack !== null;
  return (
    <div className="pt-6">
      <Checkbox
        label={t('pull.allTags')}
        checked={checked}
        onChange={onChange}
        disabled={unavailable}
        hint={
          unavailable ? t('unavailable', { reason: lackText(tErrors, capability) }) : t('pull.allTagsHint')
        }
      />
    </div>
  );
}

/** What exactly will be pulled from where. */
function Destination({ check, allTags }: { check: ReferenceCheck | null; allTags: boolean }) {
  const { t } = useTranslation('operations');
  if (!check?.valid) return null;
  const registry = registryName(check.domain, t);
  const reference = allTags ? withoutTag(check.familiar, check.tag) : check.familiar;
  return (
    <span className="line-clamp-2 break-all">
      {t(allTags ? 'pull.fromAll' : 'pull.from', { reference, registry })}
    </span>
  );
}
