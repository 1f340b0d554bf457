/** What is said where a project is made. */
export const zh = {
  newProject: {
    code: "编号",
    name: "名称",
    name_en: "英文名称",
    planned_start: "计划开工",
    time_zone: "时区",
    make: "新建",
    then: "您将是它的项目管理员；单体和计划接着在横道图里建。",
  },
};

export const en: typeof zh = {
  newProject: {
    code: "Code",
    name: "Name",
    name_en: "English name",
    planned_start: "Planned start",
    time_zone: "Time zone",
    make: "Make it",
    then: "You will administer it. Buildings and plan come next, in its Gantt.",
  },
};
