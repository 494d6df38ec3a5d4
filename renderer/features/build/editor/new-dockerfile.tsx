import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button';
import { templateNames, templates } from './templates';

/** Beginnings of a Dockerfile, one press each. */
export function NewDockerfile({ onChoose }: { onChoose: (text: string) => void }) {
  const { t } = useTranslation('dockerfile');
  return (
    <fieldset className="flex flex-wrap items-center gap-1">
      <legend className="float-left pr-1 text-sm text-muted">{t('edit.beginWith')}</legend>
      {templateNames.map((name) => (
        <Button key={name} size="sm" variant="ghost" onClick={() => onChoose(templates[name])}>
          {t(`edit.templates.${name}`)}
        </Button>
      ))}
    </fieldset>
  );
}
