import type { RegistryState } from '../../../api/contract';
import { accountFor } from '../../../api/registries';
import { hostOf } from '../registry-name';

/**
 * The tags that a push is most likely meant for: those that name a registry, and those for Docker Hub when
 * the person is signed in there. Local names mean Docker Hub only by default, and without an account it would
 * refuse them; they are chosen when there is nothing else to push.
 */
export function likelyPushes(
  references: readonly string[],
  registries: RegistryState | undefined,
): readonly string[] {
  const likely = references.filter((reference) => {
    const host = hostOf(reference);
    return host !== 'docker.io' || accountFor(registries, host) !== null;
  });
  return likely.length > 0 ? likely : references;
}
