declare const meaning: unique symbol;

/**
 * A value as JSON text. What crosses into the page does so as text: objects would be copied twice, once between the
 * processes and once, member by member, into the page's world, which takes five times as long for a list of thousands.
 */
export type Json<T> = string & { readonly [meaning]: T };

export function toJson<T>(value: T): Json<T> {
  return JSON.stringify(value) as Json<T>;
}
