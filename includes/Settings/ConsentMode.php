<?php
declare(strict_types=1);

namespace Duet\Settings;

defined( 'ABSPATH' ) || exit;

/** What holds for visitors about whom no consent tool says anything. Until the merchant has chosen, nothing leaves. */
enum ConsentMode: string {
	case Unset    = 'unset';
	case Required = 'required';
	case Assumed  = 'assumed';
}
