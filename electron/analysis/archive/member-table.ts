import path from 'node:path';
import { typeFlag } from '../../core/tar/header';
import type { TarMember } from '../../core/tar/walker';
import { plainPath } from './documents';

/** A chain of links in an archive is one link long; more is an attack. */
const MOST_HOPS = 8;

/** What an archive has at each path; the last member of a path counts. Links lead to other members. */
export class MemberTable<T> {
  readonly #members = new Map<string, T>();
  readonly #links = new Map<string, string>();

  set(name: string, member: T): void {
    this.#links.delete(name);
    this.#members.set(name, member);
  }

  /** 20.10 writes a repeated layer as a symbolic link, `../ID/layer.tar`. */
  link(member: TarMember): void {
    const name = memberPath(member.name);
    const target = textOf(member.link);
    const absolute =
      member.type === typeFlag.symbolicLink ? path.posix.join(path.posix.dirname(name), target) : target;
    this.#members.delete(name);
    this.#links.set(name, plainPath(path.posix.normalize(absolute)));
  }

  get(name: string): T | undefined {
    let at = name;
    for (let hop = 0; hop < MOST_HOPS; hop += 1) {
      const target = this.#links.get(at);
      if (target === undefined) return this.#members.get(at);
      at = target;
    }
    return undefined;
  }
}

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');

/** Path of a member of an archive of images; these are ASCII. */
export const memberPath = (name: Uint8Array): string => plainPath(path.posix.normalize(textOf(name)));

export const isLink = ({ type }: TarMember): boolean =>
  type === typeFlag.symbolicLink || type === typeFlag.hardLink;

export const isRegular = ({ type }: TarMember): boolean =>
  type === typeFlag.regular || type === typeFlag.regularOld || type === typeFlag.contiguous;
