/** The words of the first look, apart from its logic. What the buildings say comes from the API in its own words. */

const some = (count: number, what: string) => (count === 1 ? `1 ${what}` : `${count} ${what}s`);

export const words = {
  name: "plantroom",
  simulated: "Simulated",
  simulatedHint: "This is a simulated building; nothing here is real.",
  asOf: (time: string) => `as of ${time}`,
  offline: "Offline",
  age: (minutes: number) => {
    if (minutes < 1) return "just now";
    if (minutes < 60) return `${minutes} min ago`;
    const hours = Math.round(minutes / 60);
    if (hours < 48) return `${hours} h ago`;
    return `${Math.round(hours / 24)} days ago`;
  },
  waitingToSend: (answers: number, complaints: number) => {
    const what = [answers && some(answers, "answer"), complaints && some(complaints, "complaint")].filter(Boolean).join(" and ");
    const [wait, go] = answers + complaints === 1 ? ["waits", "goes"] : ["wait", "go"];
    return `${what} ${wait} on this phone and ${go} out when you are back.`;
  },
  days: ["yesterday", "today", "tomorrow"],
  loading: "Looking at your buildings",
  back: "Back",
  cancel: "Cancel",
  tryAgain: "Try again",

  card: {
    inWork: (since: string | null) => (since ? `In work since ${since}` : "In work"),
    urgent: "Urgent",
    waiting: "Waiting costs",
    aDay: (money: string) => `${money} a day`,
    waitingMore: (low: string, high: string) => `Between ${low} and ${high} a day, eight times in ten, if it is real.`,
    waitingWeek: (money: string) => `A week of waiting: about ${money}, weighed by how sure we are.`,
    waitingNothing: "Nothing in money",
    waitingSaves: (money: string) => `Nothing: fixing it takes ${money} a day more energy`,
    people: "People",
    noPeople: "Nobody affected, as far as we can see",
    effort: "Effort",
    hours: (hours: string) => `${hours} h`,
    person: (count: number, skill: string) => (count === 1 ? `one ${skill}` : `${count} × ${skill}`),
    noParts: "no parts likely",
    partsLikely: (parts: string) => `likely needs ${parts}`,
    certainty: "Certainty",
    why: "Why this",
    steps: "The steps",
    complain: "Someone complains",
    newer: "There is newer advice.",
    showNewer: "Show it",
  },

  answers: {
    group: "Your answer",
    accepted: "Do it",
    done: "Done",
    snoozed: "Not now",
    dismissed: "That’s not right",
    handed_over: "Hand over",
    undo: "Undo",
    undone: "Taken back.",
    notSent: (detail: string) => `What you said was not taken: ${detail}`,
    dismissNotice: "All right",
  },

  said: {
    accepted: "Taken on.",
    done: "Reported as done.",
    snoozed: "Put off.",
    dismissed: "Put aside.",
    handed_over: "Handed over.",
  },

  clear: {
    title: "Nothing needs you.",
    heard: (heard: string, points: string, minutes: number) =>
      `${heard} of ${points} sensors heard from in the last ${minutes === 10 ? "ten" : minutes} minutes.`,
    judged: (judged: string, all: string) => `${judged} of ${all} pieces of equipment judged.`,
    last: (time: string) => `Last reading ${time}.`,
    allSeen: "Nothing we look for is hidden from us.",
    blind: (count: number) => `What we cannot see (${count})`,
    noData: "No data.",
    noDataHint: "Until readings arrive we say nothing rather than guess. Check the gateway or the broker first.",
    notLooked: "Not looked yet.",
    notLookedHint: "The readings are coming in. The first look follows by itself; leave this open.",
    history: "What came of earlier work",
  },

  outcome: {
    fixed: "Fixed, we checked:",
    not_fixed: "Not fixed yet:",
    cannot_tell: "We cannot tell",
    saves: (money: string) => `${money} a day saved.`,
    dismiss: "Good",
    seen: "Seen",
  },
};
