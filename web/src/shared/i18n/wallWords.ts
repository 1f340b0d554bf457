/** What the wall says beside the words of every page. */
export const zh = {
  wall: {
    overview: "全部项目",
    part: "第 {{part}}/{{parts}} 页",
    place: "{{at}}/{{all}}",
    allDone: "里程碑全部达到",
    noBuildings: "还没有单体",
    back: "上一页",
    next: "下一页",
    pause: "暂停",
    goOn: "继续",
    full: "全屏",
    maySleep: "屏幕可能自动熄灭，请在系统设置中关闭休眠",
  },
};

export const en: typeof zh = {
  wall: {
    overview: "All projects",
    part: "page {{part}} of {{parts}}",
    place: "{{at}} of {{all}}",
    allDone: "All milestones reached",
    noBuildings: "No buildings yet",
    back: "Back",
    next: "Next",
    pause: "Pause",
    goOn: "Go on",
    full: "Full screen",
    maySleep: "The screen may fall asleep: turn that off in the system's settings",
  },
};
