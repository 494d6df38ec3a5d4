/**
 * One decoded line of a pull, push, load, import or build answer (Docker Engine API, JSON stream).
 * Unknown members are dropped; `error` wins over everything else in the line.
 */
export interface StreamMessage {
  id: string;
  status: string;
  stream: string;
  error: string;
  /** HTTP-like code of `errorDetail.code`, 0 when none. */
  errorCode: number;
  current: number | null;
  total: number | null;
  /** `s` when containerd counts seconds. */
  units: string;
  /** `aux` as the engine sent it, still unknown. */
  aux: unknown;
}
