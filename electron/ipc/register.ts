import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import { type Handlers, type Json, REQUEST_CHANNEL, type Result, toJson } from '../contract';
import { type RunOptions, runRequest } from '../services/run-request';

export interface RegisterInput extends RunOptions {
  ipcMain: IpcMain;
  handlers: Handlers;
  /** Whether a page of this address may ask anything. */
  isTrusted: (url: string) => boolean;
}

/** The one loop of all requests: check the sender, check the input, run, answer a result. */
export function registerRequests({ ipcMain, handlers, isTrusted, ...options }: RegisterInput): void {
  ipcMain.handle(
    REQUEST_CHANNEL,
    async (event, name: unknown, input: unknown): Promise<Json<Result<unknown>>> => {
      if (!isFromOwnPage(event, isTrusted)) return toJson(refusal);
      return toJson(await runRequest(handlers, name, input, options));
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
