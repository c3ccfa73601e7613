import { escapeCsv } from "../render/markdown.ts";

/** One thing to do for one account by one day. */
export interface Task {
  title: string;
  account: string;
  /** A name, an email address, or "" where nobody is named. */
  owner: string;
  due: string;
  note: string;
  list: string;
  by: "call" | "email" | "other";
  urgent: boolean;
}

const isEmail = (text: string): boolean => /^\S+@\S+\.\S+$/.test(text);

interface TaskFile {
  name: string;
  columns: readonly [string, (task: Task) => string][];
}

/** Each with the columns that the system names itself when it imports tasks, and the account and the owner to match beside them. */
const systems: readonly TaskFile[] = [
  {
    name: "tasks-hubspot.csv",
    columns: [
      ["Task Title", ({ title }) => title],
      ["Task Notes", ({ note }) => note],
      ["Due Date", ({ due }) => due],
      ["Task Status", () => "Not started"],
      ["Task Type", ({ by }) => (by === "call" ? "Call" : by === "email" ? "Email" : "To-do")],
      ["Priority", ({ urgent }) => (urgent ? "High" : "Medium")],
      ["Assigned To", ({ owner }) => owner],
      ["Company Name", ({ account }) => account],
    ],
  },
  {
    name: "tasks-salesforce.csv",
    columns: [
      ["Subject", ({ title }) => [...title].slice(0, 255).join("")],
      ["ActivityDate", ({ due }) => due],
      ["Status", () => "Not Started"],
      ["Priority", ({ urgent }) => (urgent ? "High" : "Normal")],
      ["Description", ({ note }) => note],
      ["Account Name", ({ account }) => account],
      ["Owner Name", ({ owner }) => owner],
    ],
  },
  {
    name: "tasks-asana.csv",
    columns: [
      ["Name", ({ title }) => title],
      ["Description", ({ note }) => note],
      ["Section/Column", ({ list }) => list],
      // Asana assigns by email address alone.
      ["Assignee", ({ owner }) => (isEmail(owner) ? owner : "")],
      ["Due Date", ({ due }) => due],
      ["Owner", ({ owner }) => owner],
      ["Account", ({ account }) => account],
    ],
  },
];

/** The tasks in the form that three systems import; dates as year-month-day, no cell a formula. */
export function taskFiles(tasks: readonly Task[]): { name: string; text: string }[] {
  return systems.map(({ name, columns }) => {
    const rows = tasks.map((task) => columns.map(([, cell]) => escapeCsv(cell(task))).join(","));
    return { name, text: `${[columns.map(([header]) => header).join(","), ...rows].join("\r\n")}\r\n` };
  });
}
