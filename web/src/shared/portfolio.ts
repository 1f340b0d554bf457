/** What `GET /api/v1/portfolio/` answers. */

export type Colour = "green" | "yellow" | "orange" | "red" | "grey";
export type State = "planned" | "claimed" | "evidenced" | "accepted";

export interface Light {
  colour: Colour;
  rule: string;
  version: number | string;
  reason: { measure: string; value: number | null; threshold: number | null };
  since: string | null;
}

export interface OpenAlert {
  id: number;
  kind: "due_soon" | "overdue";
  opened_at: string;
  acknowledged_at: string | null;
  acknowledged_by: string | null;
}

export interface Milestone {
  id: number;
  code: string;
  name: string;
  name_en: string;
  kind: string;
  planned_finish: string | null;
  actual_finish: string | null;
  state: State;
  evidence_policy: State;
  reached: boolean;
  days_late: number;
  light: Light;
  photo_count: number;
  open_alert: OpenAlert | null;
}

export interface Photo {
  id: number;
  caption: string;
  taken_at: string | null;
  taken_at_source: "exif_offset" | "exif_project_zone" | "unknown";
  stored_at: string;
  state: "processing" | "ready" | "rejected";
  renditions: Partial<Record<"320" | "960" | "2048", string>>;
}

export interface Building {
  id: number | null;
  code: string;
  name: string;
  name_en: string;
  floors: number | null;
  percent_complete: number | null;
  light: Light | null;
  latest_photo: Photo | null;
  milestones: Milestone[];
}

export interface Project {
  id: number;
  code: string;
  name: string;
  name_en: string;
  location: string;
  notice: string;
  investment_cny: number | null;
  site_area_mu: number | null;
  time_zone: string;
  today: string;
  role: string | null;
  open_alerts: number;
  light_counts: Record<Colour, number>;
  buildings: Building[];
}

export interface Portfolio {
  as_of: string;
  rule: { name: string; version: number | string; text: string; source: string };
  projects: Project[];
}
