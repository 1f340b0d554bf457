/** What panels say of computations that a worker makes. */
export const zh = {
  analysis: {
    reading: "正在读取…",
    waiting: "排队中…",
    running: "正在计算 {{percent}} %",
    stop: "停止",
    asked: "{{who}} 于 {{when}} 发起",
    stale: "计划已变更，以下结果是变更前的。",
    failed: "没有算出结果（{{code}}）。",
  },
};

export const en: typeof zh = {
  analysis: {
    reading: "Reading…",
    waiting: "Waiting for its turn…",
    running: "Computing, {{percent}} %",
    stop: "Stop",
    asked: "Asked by {{who}}, {{when}}",
    stale: "The plan has changed since; this is of the plan before.",
    failed: "Nothing came of it ({{code}}).",
  },
};
