/** What the panel of the schedule's risk says. */
export const zh = {
  risk: {
    nothing: "还没有做过风险分析。工期按各自的范围变化；没有范围的，可统一给一个百分比。",
    tries: "模拟次数",
    ownSpread: "给没有范围的工作一个统一范围",
    spread: { low: "乐观 %", likely: "最可能 %", high: "悲观 %" },
    ask: "分析",
    of: "对象",
    wholeProject: "整个项目完成",
    picture: "完成日期的分布，主要日期见下表",
    planned: "计划（红线）",
    contract: "合同日期",
    chance: "按时可能 {{chance}}",
    drivers: "影响完成的工作",
    index: "排序依据",
    indices: { cruciality: "影响度", sensitivity: "敏感度", criticality: "关键度", ssi: "工期敏感指数（SSI）" },
    means: {
      cruciality: "敏感度 × 关键度。",
      sensitivity: "该工作工期与项目完成日期的秩相关系数。",
      criticality: "该工作处在关键线路上的次数比例。",
      ssi: "关键度 × 工期标准差 ÷ 项目完成的标准差。",
    },
    sources: "模拟 {{iterations}} 次。未完工作的范围：{{kept}} 项自有，{{usual}} 项统一，{{asked}} 项来自本次请求，{{fixed}} 项不变。",
  },
};

export const en: typeof zh = {
  risk: {
    nothing: "No analysis yet. Durations vary within their ranges; what has no range can be given one for all.",
    tries: "Iterations",
    ownSpread: "One range for all work that has none",
    spread: { low: "At best %", likely: "Likely %", high: "At worst %" },
    ask: "Analyse",
    of: "Of",
    wholeProject: "Finish of the whole project",
    picture: "How often which finish came out; its dates are in the table",
    planned: "Planned (red line)",
    contract: "Contract date",
    chance: "{{chance}} likely",
    drivers: "What drives the finish",
    index: "Sorted by",
    indices: { cruciality: "Cruciality", sensitivity: "Sensitivity", criticality: "Criticality", ssi: "Schedule sensitivity index" },
    means: {
      cruciality: "Sensitivity × criticality.",
      sensitivity: "Rank correlation of the activity's duration with the project's finish.",
      criticality: "Share of the iterations in which the activity was critical.",
      ssi: "Criticality × standard deviation of its duration ÷ that of the project's finish.",
    },
    sources:
      "{{iterations}} iterations. Ranges of unfinished work: {{kept}} own, {{usual}} for all others, {{asked}} of this request, {{fixed}} none.",
  },
};
