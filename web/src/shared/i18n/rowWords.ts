/** What is said where rows of a plan are made and removed. */
export const zh = {
  rows: {
    new: "新建活动",
    add: "新建",
    remove: "删除",
    working: "正在提交…",
    fields: {
      code: "编码",
      name: "名称",
      name_en: "英文名称",
      kind: "类型",
      building: "单体",
      wbs: "WBS 号",
      duration_days: "工期（工作日）",
      calendar: "日历",
    },
    kinds: {
      task: "活动",
      start_milestone: "开始里程碑",
      finish_milestone: "完成里程碑",
      inspection_milestone: "验收里程碑",
      level_of_effort: "伴随活动",
    },
    projectCalendar: "项目日历",
    follows: "紧前活动（编码）",
    followsHint: "可不填；完成—开始搭接。",
    noSuchCode: "没有这个编码。",
    linkRefused: "活动已建立，搭接没有。可改后再试，或取消。",
    removeOf: "删除 {{name}}？",
    hangs: {
      links: "搭接：{{count}} 条，一并删除",
      progress: "完成 {{percent}}%，进度填报 {{count}} 次",
      photos: "照片：{{count}} 张",
    },
    removeHint: "有照片或进度填报的活动不能删除。",
    changedMeanwhile: "此活动刚被他人修改。计划已重新读取，请看过再删。",
  },
};

export const en: typeof zh = {
  rows: {
    new: "New activity",
    add: "Add",
    remove: "Delete",
    working: "Sending…",
    fields: {
      code: "Code",
      name: "Name",
      name_en: "English name",
      kind: "Kind",
      building: "Building",
      wbs: "WBS",
      duration_days: "Duration (working days)",
      calendar: "Calendar",
    },
    kinds: {
      task: "Activity",
      start_milestone: "Start milestone",
      finish_milestone: "Finish milestone",
      inspection_milestone: "Inspection milestone",
      level_of_effort: "Level of effort",
    },
    projectCalendar: "The project's",
    follows: "Follows (code)",
    followsHint: "May stay empty; finish to start.",
    noSuchCode: "No activity has this code.",
    linkRefused: "The activity was made, its link was not. Change it and try again, or cancel.",
    removeOf: "Delete {{name}}?",
    hangs: {
      links: "Links: {{count}}, which go with it",
      progress: "{{percent}}% done, {{count}} progress reports",
      photos: "Photos: {{count}}",
    },
    removeHint: "An activity with photos or progress reports cannot be deleted.",
    changedMeanwhile:
      "Somebody else has just changed this activity. The plan was read again: look before you delete.",
  },
};
