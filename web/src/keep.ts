/** What the phone remembers. A full or forbidden storage costs the memory, never the page. */

const PREFIX = "plantroom.";

export function recall<T>(name: string): T | null {
  try {
    const text = localStorage.getItem(PREFIX + name);
    return text === null ? null : (JSON.parse(text) as T);
  } catch {
    return null;
  }
}

export function keep(name: string, value: unknown): void {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // Private windows refuse; the page works without memory.
  }
}

/** Forgets one thing, or everything of this page. */
export function forget(name?: string): void {
  try {
    if (name !== undefined) return localStorage.removeItem(PREFIX + name);
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
  } catch {
    // As above.
  }
}
