/** Where a window stood, in device-independent pixels. */
export interface WindowPlace {
  x: number;
  y: number;
  width: number;
  height: number;
  maximized: boolean;
}

export interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

export const smallest = { width: 720, height: 480 };
const usual = { width: 1280, height: 820 };
/** So much of the title bar must be on a screen that a person can drag the window back. */
const graspable = { width: 120, height: 40 };

/**
 * The size to open with, and the position when it is still on one of the screens (`workAreas`):
 * a screen that was unplugged since must not swallow the window.
 */
export function placeOnScreens(
  saved: WindowPlace | null,
  workAreas: Area[],
): { width: number; height: number; x?: number; y?: number } {
  const largest = workAreas[0] ?? { x: 0, y: 0, ...usual };
  if (saved === null) return clampSize(usual, largest);
  const area = workAreas.find((candidate) => canBeGrasped(saved, candidate));
  if (!area) return clampSize(saved, largest);
  return { ...clampSize(saved, area), x: saved.x, y: saved.y };
}

function canBeGrasped(place: WindowPlace, area: Area): boolean {
  const visibleWidth = Math.min(place.x + place.width, area.x + area.width) - Math.max(place.x, area.x);
  const topInside = place.y >= area.y && place.y <= area.y + area.height - graspable.height;
  return visibleWidth >= graspable.width && topInside;
}

function clampSize(size: { width: number; height: number }, area: Area): { width: number; height: number } {
  const clamp = (value: number, low: number, high: number) =>
    Math.round(Math.max(low, Math.min(value, high)));
  return {
    width: clamp(size.width, smallest.width, Math.max(area.width, smallest.width)),
    height: clamp(size.height, smallest.height, Math.max(area.height, smallest.height)),
  };
}
