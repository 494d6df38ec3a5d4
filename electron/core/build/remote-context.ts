/** Addresses that builders fetch by themselves (moby `urlutil`: `IsGitURL`, `IsURL`). */
const REMOTE = /^(?:https?:\/\/|git:\/\/|ssh:\/\/|git@|github\.com\/)\S+$/;

/** Whether a build context is an address that the engine fetches: a Git repository or an archive. */
export const isRemoteContext = (context: string): boolean => REMOTE.test(context);

/** `https://host/shop.git#main:docker` -> `shop`: what a repository or archive is called. */
export function remoteName(address: string): string {
  const [path = ''] = address.split(/[#?]/, 1);
  const last = path.replace(/\/+$/, '').split(/[/:]/).at(-1) ?? '';
  return last.replace(/\.(?:git|tar(?:\.\w+)?|tgz)$/i, '');
}
