/** What the panel of the S-curve says. */
export const zh = {
  curve: {
    reading: "正在读取…",
    nothing: "计划还没有日期，没有曲线。",
    picture: "累计完成量曲线，下表为同样内容",
    planned: "计划",
    early: "最早",
    late: "最迟",
    actual: "实际",
    band: "最早与最迟之间",
    standing: "截至 {{day}}：计划完成 {{planned}} %，实际 {{actual}} %，",
    behind: "落后 {{count}} 个百分点",
    ahead: "超前 {{count}} 个百分点",
    step: "间隔",
    steps: { week: "每周", month: "每月" },
    table: "逐期数字",
    day: "截至",
    units: { weight: "按权重累计。", cny: "按预算累计（元）。" },
    noBaseline: "没有当前基线，计划曲线取现行计划。",
  },
};

export const en: typeof zh = {
  curve: {
    reading: "Reading…",
    nothing: "The plan has no dates yet, so there is no curve.",
    picture: "Work done over time; the table says the same",
    planned: "Planned",
    early: "Earliest",
    late: "Latest",
    actual: "Actual",
    band: "Between earliest and latest",
    standing: "By {{day}}: {{planned}} % planned, {{actual}} % done,",
    behind: "{{count}} points behind",
    ahead: "{{count}} points ahead",
    step: "Step",
    steps: { week: "By week", month: "By month" },
    table: "Period by period",
    day: "By",
    units: { weight: "Summed by weight.", cny: "Summed by budget (CNY)." },
    noBaseline: "There is no current baseline: what is planned is the plan as it stands.",
  },
};
