'use strict';
/** What both cases count. */
exports.size = function size(list, limit = 3) {
	if (list.length > limit) {
		return 'large';
	} else if (list.length === 0) {
		return 'none';
	}
	for (const item of list) {
		if (!item) continue;
		return item ? `has ${item}` : 'never';
	}
	return 'small';
};

exports.never = () => {
	return 1;
};

exports.later = async (wait) => {
	try {
		await wait;
		return 'done';
	} catch (error) {
		return error.message || 'none';
	} finally {
		exports.ended = true;
	}
};
