/** The last part of a path of this computer, of either kind. */
export const folderName = (path: string): string => path.split(/[\\/]/).findLast((part) => part !== '') ?? '';

/** A folder below another one, written as that one is. */
export function folderIn(parent: string, name: string): string {
  const separator = parent.includes('\\') && !parent.includes('/') ? '\\' : '/';
  return `${parent.replace(/[\\/]+$/, '')}${separator}${name || 'container'}`;
}
