import { app, type Session, session, type WebContents } from 'electron';
import { isIndexUrl } from './address';

/** Refuses everything that a page of this app never needs, for every present and future page. */
export function refuseEverythingElse(): void {
  app.on('web-contents-created', (_event, contents) => confine(contents));
  confineSession(session.defaultSession);
}

function confineSession(target: Session): void {
  target.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  target.setPermissionCheckHandler(() => false);
  target.setDevicePermissionHandler(() => false);
  target.on('will-download', (event) => event.preventDefault());
  // The content security policy forbids these already; this holds for whatever it does not reach.
  const remote = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file:///*'];
  target.webRequest.onBeforeRequest({ urls: remote }, (_details, decide) => decide({ cancel: true }));
}

function confine(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('will-navigate', (event, url) => {
    if (!isIndexUrl(url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isIndexUrl(event.url)) event.preventDefault();
  });
}
