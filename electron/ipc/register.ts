import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import type { Json, Result } from '../contract';
import { REQUEST_CHANNEL } from '../contract/channels';
import { toJson } from '../contract/json';

/** Runs one request; name and input are as untrusted as the page. */
export type RunRequest = (name: unknown, input: unknown) => Promise<Result<unknown>>;

export interface RegisterInput {
  ipcMain: IpcMain;
  /** Whether a page of this address may ask anything. */
  isTrusted: (url: string) => boolean;
  /** A page that asks before this is there waits for it. */
  run: Promise<RunRequest>;
}

/** The one loop of all requests: check the sender, check the input, run, answer a result. */
export function registerRequests({ ipcMain, isTrusted, run }: RegisterInput): void {
  ipcMain.handle(
    REQUEST_CHANNEL,
    async (event, name: unknown, input: unknown): Promise<Json<Result<unknown>>> => {
      if (!isFromOwnPage(event, isTrusted)) return toJson(refusal);
      return toJson(await (await run)(name, input));
    },
  );
}

const refusal: Result<never> = {
  ok: false,
  error: { code: 'denied', detail: 'request from a foreign page', params: {}, next: [] },
};

/** Only the main frame of a page of ours; a frame that is gone has no say. */
function isFromOwnPage(event: IpcMainInvokeEvent, isTrusted: (url: string) => boolean): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && isTrusted(frame.url);
}
