/** What the panel of the plan's quality says. */
export const zh = {
  quality: {
    reading: "正在检查…",
    failed: "{{all}} 项中 {{count}} 项不合格",
    allPass: "{{all}} 项全部合格",
    policies: {
      off: "冻结基线时不检查。",
      warn: "冻结基线时提示，不阻止。",
      refuse: "有不合格项时不能冻结基线。",
    },
    verdicts: { pass: "合格", fail: "不合格", not_applicable: "不适用" },
    firstOnly: "共 {{count}} 项，只列出一部分。",
    source: "依据：{{source}}",
    about: {
      logic: "未完成的工作中缺少紧前或紧后工作的比例。",
      leads: "延时为负（提前量）的关系比例。",
      lags: "延时为正的关系比例。",
      relationship_types: "完成-开始（FS）关系的比例。",
      hard_constraints: "未完成的工作中带硬约束的比例。",
      high_float: "未完成的工作中总时差超过限值的比例。",
      negative_float: "未完成的工作中总时差为负的比例。",
      high_duration: "未完成的工作中工期超过限值的比例。",
      invalid_dates: "预计日期早于、或实际日期晚于数据日期的工作比例。",
      resources: "未分配资源或预算的未完成工作比例。",
      missed_tasks: "到数据日期应完成的工作中，晚于基线完成的比例。",
      critical_path_test: "把一项关键工作推迟，项目完成日期是否同样推迟。",
      cpli: "（关键线路长度 + 总时差）÷ 关键线路长度。",
      bei: "已完成工作数 ÷ 按基线应完成的工作数。",
    },
  },
};

export const en: typeof zh = {
  quality: {
    reading: "Checking…",
    failed: "{{count}} of {{all}} points fail",
    allPass: "All {{all}} points pass",
    policies: {
      off: "A baseline is frozen without this check.",
      warn: "Freezing a baseline warns, and goes on.",
      refuse: "No baseline is frozen while a point fails.",
    },
    verdicts: { pass: "Pass", fail: "Fail", not_applicable: "Does not apply" },
    firstOnly: "{{count}} in all; not every one is listed.",
    source: "After {{source}}",
    about: {
      logic: "Share of unfinished work that lacks a predecessor or a successor.",
      leads: "Share of links with a negative lag.",
      lags: "Share of links with a positive lag.",
      relationship_types: "Share of finish-to-start links.",
      hard_constraints: "Share of unfinished work with a hard constraint.",
      high_float: "Share of unfinished work whose float is above the limit.",
      negative_float: "Share of unfinished work whose float is negative.",
      high_duration: "Share of unfinished work that takes longer than the limit.",
      invalid_dates: "Share of work forecast before, or reported after, the data date.",
      resources: "Share of unfinished work without a resource or a budget.",
      missed_tasks: "Share of work due by the data date that comes after its baseline finish.",
      critical_path_test: "Whether the finish moves as far as one critical activity is delayed.",
      cpli: "(Length of the critical path + total float) ÷ length of the critical path.",
      bei: "Work done ÷ work that the baseline has done by now.",
    },
  },
};
