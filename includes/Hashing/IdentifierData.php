<?php
// phpcs:ignoreFile -- Generated.
declare(strict_types=1);

namespace Duet\Hashing;

defined( 'ABSPATH' ) || exit;

/** Generated from src/settings/matching.json by `npm run types`. Change those, not this file. */
final class IdentifierData {

	public const DATA = [
		'identifiers' => [
			'email',
			'phone',
			'external_id',
			'first_name',
			'last_name',
			'zip_code',
			'city',
			'state',
			'country',
		],
		'usual' => [ 'email', 'phone', 'external_id' ],
		'without' => [ 'Pageview', 'ViewContent', 'ViewCategory', 'Search' ],
		'sensitive' => [ 'first_name', 'last_name', 'zip_code', 'city', 'state', 'country' ],
	];
}
