import type { AppInfo, HelpPage } from '../../api/contract';
import type { EnginesT } from './engine-text';

export type GuidedPlatform = Exclude<AppInfo['platform'], 'other'>;
export const guidedPlatforms: readonly GuidedPlatform[] = ['linux', 'darwin', 'win32'];

export interface InstallStep {
  title: string;
  note: string;
  /** One command a line. */
  commands: string;
}

/** How a person gets an engine on each platform, by commands to copy. */
export function installSteps(platform: GuidedPlatform, t: EnginesT): InstallStep[] {
  switch (platform) {
    case 'linux':
      return linuxSteps(t);
    case 'darwin':
      return [
        step(
          t('firstRun.macDesktop'),
          t('firstRun.macStart'),
          'brew install --cask docker-desktop',
          'open -a Docker',
        ),
        step(t('firstRun.macColima'), '', 'brew install colima docker', 'colima start'),
      ];
    case 'win32':
      return [
        step(t('firstRun.windowsWsl'), t('firstRun.windowsWslNote'), 'wsl --install'),
        step(t('firstRun.windowsDesktop'), t('firstRun.macStart'), 'winget install Docker.DockerDesktop'),
        step(
          t('firstRun.windowsPodman'),
          '',
          'winget install RedHat.Podman',
          'podman machine init',
          'podman machine start',
        ),
      ];
  }
}

function linuxSteps(t: EnginesT): InstallStep[] {
  return [
    step(
      t('firstRun.linuxInstall'),
      t('firstRun.linuxInstallNote'),
      'sudo apt-get update',
      'sudo apt-get install docker.io',
    ),
    step(t('firstRun.linuxInstall'), t('firstRun.linuxFedora'), 'sudo dnf install moby-engine'),
    step(t('firstRun.linuxStart'), '', 'sudo systemctl enable --now docker'),
    step(t('firstRun.linuxGroup'), t('firstRun.linuxGroupNote'), 'sudo usermod -aG docker "$USER"'),
    step(
      t('firstRun.linuxPodman'),
      t('firstRun.linuxInstallNote'),
      'sudo apt-get install podman',
      'systemctl --user enable --now podman.socket',
    ),
  ];
}

function step(title: string, note: string, ...commands: string[]): InstallStep {
  return { title, note, commands: commands.join('\n') };
}

export const guides: Record<GuidedPlatform, HelpPage> = {
  linux: 'install-linux',
  darwin: 'install-mac',
  win32: 'install-windows',
};
