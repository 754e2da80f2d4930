-- The overview counts what came in and what was finished between two days, whatever else the table holds: what it
-- needs to know of a request stands in these two, and the table itself is not read.
CREATE INDEX request_came_in ON request (division, filed_at, service_id);
CREATE INDEX request_finished_figures ON request (division, finished_at, service_id, status, received_at, due_at)
  WHERE finished_at IS NOT NULL;
CREATE INDEX rating_when ON rating (rated_at, division, service_id);
