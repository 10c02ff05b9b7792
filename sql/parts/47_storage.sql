-- What artifacts take, and how much they may take.  The views read mreg.segment with their owner's rights, past its row
-- security, so that figures are for whoever may read the views, and bytes are not.

CREATE VIEW mreg.artifact_storage AS
SELECT a.id AS artifact, a.model, a.version, a.path, a.size, s.stored_bytes,
	greatest(a.size - s.raw_bytes, 0) AS shared_bytes, s.segments, a.size - s.raw_bytes AS dedup_saved, s.zstd_saved,
	s.planes_saved, s.delta_saved
FROM mreg.artifact a
	CROSS JOIN LATERAL (
		SELECT coalesce(sum(octet_length(g.data)), 0) AS stored_bytes, coalesce(sum(g.raw_len), 0) AS raw_bytes,
			count(g.id) AS segments,
			coalesce(sum(g.raw_len - octet_length(g.data)) FILTER (WHERE g.codec < 2), 0) AS zstd_saved,
			coalesce(sum(g.raw_len - octet_length(g.data)) FILTER (WHERE g.codec = 2), 0) AS planes_saved,
			coalesce(sum(g.raw_len - octet_length(g.data)) FILTER (WHERE g.codec = 3), 0) AS delta_saved
		FROM mreg.segment g
		WHERE g.content = a.content
			AND NOT EXISTS (SELECT FROM mreg.artifact f WHERE f.content = a.content AND f.id < a.id)
	) s
WHERE a.content IS NOT NULL;
COMMENT ON VIEW mreg.artifact_storage IS
'what each artifact takes whose bytes are stored here: the segments that came with its content, unless an earlier artifact has the same';
COMMENT ON COLUMN mreg.artifact_storage.artifact IS 'artifact (mreg.artifact.id)';
COMMENT ON COLUMN mreg.artifact_storage.model IS 'its model (mreg.model.id)';
COMMENT ON COLUMN mreg.artifact_storage.version IS 'number of its version';
COMMENT ON COLUMN mreg.artifact_storage.path IS 'its path';
COMMENT ON COLUMN mreg.artifact_storage.size IS 'its bytes';
COMMENT ON COLUMN mreg.artifact_storage.stored_bytes IS 'bytes that its segments take';
COMMENT ON COLUMN mreg.artifact_storage.shared_bytes IS 'its bytes that lie in segments of other artifacts, or more than once in its own';
COMMENT ON COLUMN mreg.artifact_storage.segments IS 'how many segments are its own';
COMMENT ON COLUMN mreg.artifact_storage.dedup_saved IS
'bytes that need not be stored since they are stored already; negative where its segments hold more than it, the rest being of artifacts that were removed';
COMMENT ON COLUMN mreg.artifact_storage.zstd_saved IS 'bytes saved by segments that zstd compressed';
COMMENT ON COLUMN mreg.artifact_storage.planes_saved IS 'bytes saved by segments that were compressed as byte planes';
COMMENT ON COLUMN mreg.artifact_storage.delta_saved IS 'bytes saved by segments that are differences from another version';

CREATE VIEW mreg.storage AS
SELECT m.name AS model, count(*) AS artifacts, sum(a.size)::bigint AS logical_bytes,
	sum(a.stored_bytes)::bigint AS stored_bytes, sum(a.dedup_saved)::bigint AS dedup_saved,
	sum(a.zstd_saved)::bigint AS zstd_saved, sum(a.planes_saved)::bigint AS planes_saved,
	sum(a.delta_saved)::bigint AS delta_saved
FROM mreg.artifact_storage a JOIN mreg.model m ON m.id = a.model
GROUP BY m.id, m.name
UNION ALL
SELECT NULL, 0, 0, sum(octet_length(g.data)), -sum(g.raw_len),
	coalesce(sum(g.raw_len - octet_length(g.data)) FILTER (WHERE g.codec < 2), 0),
	coalesce(sum(g.raw_len - octet_length(g.data)) FILTER (WHERE g.codec = 2), 0),
	coalesce(sum(g.raw_len - octet_length(g.data)) FILTER (WHERE g.codec = 3), 0)
FROM mreg.segment g
WHERE NOT EXISTS (SELECT FROM mreg.artifact a WHERE a.content = g.content)
HAVING count(*) > 0;
COMMENT ON VIEW mreg.storage IS
'what the artifacts of each model take that are stored here; logical_bytes = stored_bytes + dedup_saved + zstd_saved + planes_saved + delta_saved, in every row and in all; a content that models share counts for that of its first artifact';
COMMENT ON COLUMN mreg.storage.model IS
'name of the model; NULL for stored bytes that no artifact names: other artifacts are differences from them, or mreg.collect_garbage() will remove them';
COMMENT ON COLUMN mreg.storage.artifacts IS 'how many artifacts its versions store';
COMMENT ON COLUMN mreg.storage.logical_bytes IS 'their bytes';
COMMENT ON COLUMN mreg.storage.stored_bytes IS 'bytes that they take';
COMMENT ON COLUMN mreg.storage.dedup_saved IS 'bytes saved since equal pieces are stored once';
COMMENT ON COLUMN mreg.storage.zstd_saved IS 'bytes saved by zstd';
COMMENT ON COLUMN mreg.storage.planes_saved IS 'bytes saved by splitting numbers into byte planes';
COMMENT ON COLUMN mreg.storage.delta_saved IS 'bytes saved by storing differences from another version';

CREATE TABLE mreg.quota (
	model bigint PRIMARY KEY REFERENCES mreg.model (id),
	logical_bytes bigint,
	stored_bytes bigint,
	artifact_bytes bigint,
	CONSTRAINT quota_is_not_negative CHECK (logical_bytes >= 0 AND stored_bytes >= 0 AND artifact_bytes >= 0),
	CONSTRAINT quota_limits_something CHECK (num_nonnulls(logical_bytes, stored_bytes, artifact_bytes) > 0)
);
COMMENT ON TABLE mreg.quota IS 'quotas: how much the artifacts of a model may take; a model without a row may take any room';
COMMENT ON COLUMN mreg.quota.model IS 'model (mreg.model.id)';
COMMENT ON COLUMN mreg.quota.logical_bytes IS 'most bytes of all its artifacts; NULL: any number';
COMMENT ON COLUMN mreg.quota.stored_bytes IS 'most bytes that they may take, as mreg.storage counts them; NULL: any number';
COMMENT ON COLUMN mreg.quota.artifact_bytes IS 'most bytes of one artifact; NULL: any number';

SELECT pg_extension_config_dump('mreg.quota', '');
