// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { BuildPage } from '../../../renderer/features/build/build-page';
import { useBuildStore } from '../../../renderer/features/build/build-store';
import { renderScreen, setUpDom } from '../support/render';
import { connected, engineInfo } from '../support/sample-engines';

setUpDom();
const first = useBuildStore.getState();
beforeEach(() => useBuildStore.setState(first, true));

const squash = { available: false, lack: { why: 'containerd-cannot-squash' as const, params: {} } };
const info = { ...engineInfo, capabilities: { ...engineInfo.capabilities, squash } };
const lacking = {
  handlers: {
    'engines.state': async () => ({ ...connected, connection: { state: 'connected' as const, info } }),
  },
};

const squashing = () => screen.findByRole('checkbox', { name: 'Squash all new layers into one' });

describe('squashing with an engine that does not offer it', () => {
  it('is unavailable and says why', async () => {
    renderScreen(<BuildPage />, lacking);
    await userEvent.click(await screen.findByText('More options'));
    expect(await screen.findByText('The containerd image store cannot squash layers.')).toBeDefined();
    expect((await squashing()).hasAttribute('disabled')).toBe(true);
  });

  it('says so in the language of the window', async () => {
    renderScreen(<BuildPage />, { ...lacking, locale: 'zh-CN' });
    await userEvent.click(await screen.findByText('更多选项'));
    expect(await screen.findByText('containerd 镜像存储不能合并层。')).toBeDefined();
  });

  it('can be taken back when an earlier build had chosen it', async () => {
    useBuildStore.setState({ form: { ...first.form, squash: true } });
    renderScreen(<BuildPage />, lacking);
    await userEvent.click(await screen.findByText('More options'));
    await userEvent.click(await squashing());
    expect(useBuildStore.getState().form.squash).toBe(false);
    expect((await squashing()).hasAttribute('disabled')).toBe(true);
  });
});
