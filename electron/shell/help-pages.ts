import { shell } from 'electron';
import type { HelpPage } from '../contract';

/** The only addresses that the app ever opens in the person's browser. */
const addresses: Record<HelpPage, string> = {
  'install-linux': 'https://docs.docker.com/engine/install/',
  'install-mac': 'https://docs.docker.com/desktop/setup/install/mac-install/',
  'install-windows': 'https://docs.docker.com/desktop/setup/install/windows-install/',
  podman: 'https://podman.io/docs/installation',
  rootless: 'https://docs.docker.com/engine/security/rootless/',
  'dockerfile-reference': 'https://docs.docker.com/reference/dockerfile/',
  'credential-helpers': 'https://docs.docker.com/reference/cli/docker/login/#credential-stores',
};

export async function openHelpPage(page: HelpPage): Promise<void> {
  await shell.openExternal(addresses[page]);
}
