import { forget, keep, recall } from "./keep";
import type { Problem } from "./records";

/** The server understood and refused; `problem` is what it said. */
export class Refused extends Error {
  constructor(readonly status: number, readonly problem: Problem) {
    super(problem.title);
  }
}

/** Nobody answered: no network, or no server. */
export class Unreachable extends Error {}

/** Takes the token out of the address, where it would be seen and shared, into the phone's memory. */
export function takeTokenFromAddress(): void {
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  if (!token) return;
  if (token !== recall("token")) forget();
  keep("token", token);
  history.replaceState(null, "", location.pathname);
}

export async function call(path: string, options: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch("/v1/" + path, {
      ...options,
      cache: "no-store",
      headers: { Accept: "application/json", Authorization: `Bearer ${recall<string>("token") ?? ""}`, ...options.headers },
    });
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    throw new Unreachable();
  }
  if (response.ok || response.status === 304) return response;
  // A proxy on the way says "gateway"; that is no word of the server's.
  if (response.status === 502 || response.status === 504) throw new Unreachable();
  const said = (await response.json().catch(() => null)) as Problem | null;
  throw new Refused(response.status, { ...said, title: said?.title ?? `${response.status} ${response.statusText}` });
}

export async function get<T>(path: string): Promise<T> {
  return (await (await call(path)).json()) as T;
}
